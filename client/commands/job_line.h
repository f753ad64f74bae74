#ifndef OCTAVO_CLIENT_COMMANDS_JOB_LINE_H_
#define OCTAVO_CLIENT_COMMANDS_JOB_LINE_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "client/api/types.h"

namespace octavo::client {

// Jobs and transfers, a line each. All are pure, and print nothing of what comes from outside that steers a terminal.

/// A running job for a log: phase, step, rate, time left, epoch, loss, accuracy, memory; its state before it tells any.
std::string PlainProgressLine(const Job& job);

/// The same with a bar, in at most `columns`. Where they do not suffice, it leaves out, in this order: the wide bar,
/// the epoch, the rate, the memory, the accuracy, the counts (for a percentage), the bar, the loss, the time left, the
/// phase; the name is cut at last. Names shorter than `name_columns` are padded, so that lines stand below each other.
std::string LiveProgressLine(const Job& job, size_t columns, size_t name_columns);

/// What became of a job: its state, how long it ran, and the main figures of its result or why it ended so.
std::string Outcome(const Job& job);

/// The name of a job that ended, and its Outcome.
std::string EndLine(const Job& job);

/// "accuracy 83.7 %, 86.7 MiB, 3.10 ms a text" of an octavo.result/1 object; empty if it has none.
std::string ResultSummary(const Json& result);

/// "[######....]" of that many columns between the brackets; the share is cut to 0 … 1.
std::string ProgressBar(double share, int columns);

/// Bytes that go up or down, in at most `columns`: "uploading model: 3.0 MiB of 10.0 MiB".
std::string TransferLine(const std::string& what, int64_t done, int64_t total, size_t columns);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_JOB_LINE_H_
