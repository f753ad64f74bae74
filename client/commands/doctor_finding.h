#ifndef OCTAVO_CLIENT_COMMANDS_DOCTOR_FINDING_H_
#define OCTAVO_CLIENT_COMMANDS_DOCTOR_FINDING_H_

#include <string>
#include <utility>
#include <vector>

#include "common/json.h"

namespace octavo::client {

/// Whether octavo works in full, works with less, or does not work.
enum class Health { kOk, kWarning, kError };

/// One line of octavo doctor. A value.
struct Finding {
  std::string name;
  Health health = Health::kOk;
  std::string detail;  // what was found
  std::string remedy;  // what to do; empty where it is ok
  Json figures;        // the numbers in `detail`, by the names of docs/json-output.md; null where there are none
};

inline Finding Good(std::string name, std::string detail, Json figures = nullptr) {
  return {std::move(name), Health::kOk, std::move(detail), "", std::move(figures)};
}
inline Finding Warn(std::string name, std::string detail, std::string remedy, Json figures = nullptr) {
  return {std::move(name), Health::kWarning, std::move(detail), std::move(remedy), std::move(figures)};
}
inline Finding Bad(std::string name, std::string detail, std::string remedy) {
  return {std::move(name), Health::kError, std::move(detail), std::move(remedy), nullptr};
}

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_DOCTOR_FINDING_H_
