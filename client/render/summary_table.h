#ifndef OCTAVO_CLIENT_RENDER_SUMMARY_TABLE_H_
#define OCTAVO_CLIENT_RENDER_SUMMARY_TABLE_H_

#include <string>

#include "client/compare/comparison.h"

namespace octavo::client {

/// summary_table.csv: one line per variant; empty fields where a figure does not exist or is not comparable.
std::string RenderSummaryCsv(const Comparison& comparison);

/// The same for a terminal: aligned columns, the recommended row marked.
std::string RenderSummaryText(const Comparison& comparison);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_SUMMARY_TABLE_H_
