#ifndef OCTAVO_CLIENT_RENDER_PLOT_PAGE_H_
#define OCTAVO_CLIENT_RENDER_PLOT_PAGE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "client/compare/comparison.h"
#include "client/render/plot_script.h"

namespace octavo::client {

// What every picture of a comparison has: a heading, and notes that explain what is not shown.

/// Background on all sides of a page, in pixels.
inline constexpr double kPageMargin = 36;
/// The size of a picture of one kind of figure, in pixels.
inline constexpr double kPictureWidth = 1400, kPictureHeight = 900;

/// What a title looks like.
inline constexpr TextStyle kTitle = {28, true};

/// Writes title and subtitle at the top; returns where the page below them begins.
double DrawHeading(absl::string_view title, absl::string_view subtitle, PlotScript* script);

/// Writes notes at the bottom, each from a new line, at most six lines in all: of what is beyond, the last one tells.
/// Returns where the page above them ends.
double DrawNotes(const std::vector<std::string>& notes, PlotScript* script);

/// "minilm-l6 on sst2, 872 test texts"; long names are shortened.
std::string SubjectText(const Comparison& comparison);

/// Which stages have no results and how to add them; empty where there is none.
std::vector<std::string> MissingStageNotes(const Comparison& comparison);

/// The rows that have something to be compared, in their order.
std::vector<size_t> ComparableRows(const Comparison& comparison);

/// Why a row is not compared at all, or its figure cannot be drawn; empty where it can.
std::string WhyNotDrawn(const ComparisonRow& row);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_PLOT_PAGE_H_
