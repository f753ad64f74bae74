#ifndef OCTAVO_TESTS_SUPPORT_TEST_HEADERS_H_
#define OCTAVO_TESTS_SUPPORT_TEST_HEADERS_H_

// The precompiled header of every octavo_test: what nearly all of them include, and is slow to read.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "common/json.h"

#endif  // OCTAVO_TESTS_SUPPORT_TEST_HEADERS_H_
