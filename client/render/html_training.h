#ifndef OCTAVO_CLIENT_RENDER_HTML_TRAINING_H_
#define OCTAVO_CLIENT_RENDER_HTML_TRAINING_H_

#include "client/render/html_section.h"

namespace octavo::client {

/// The training curves of the stages that trained: loss over steps, validation by epoch.
HtmlSection TrainingSection(const ReportInput& input);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_TRAINING_H_
