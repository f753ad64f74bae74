#ifndef OCTAVO_CLIENT_RENDER_HTML_CLASSES_H_
#define OCTAVO_CLIENT_RENDER_HTML_CLASSES_H_

#include "client/render/html_section.h"

namespace octavo::client {

/// Results by class and the confusion matrix of every variant, computed from the stored predictions.
HtmlSection ClassesSection(const ReportInput& input);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_CLASSES_H_
