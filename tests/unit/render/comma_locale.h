#ifndef OCTAVO_TESTS_UNIT_RENDER_COMMA_LOCALE_H_
#define OCTAVO_TESTS_UNIT_RENDER_COMMA_LOCALE_H_

#include <clocale>
#include <cstdlib>
#include <string>

#include "common/files.h"

namespace octavo::client {

/// While it lives, the C library writes and reads numbers with a decimal comma, which nothing that is rendered may
/// show.
class CommaLocale {
 public:
  CommaLocale() : set_(Compiled() && setlocale(LC_ALL, "de_DE.UTF-8") != nullptr) {}
  CommaLocale(const CommaLocale&) = delete;
  CommaLocale& operator=(const CommaLocale&) = delete;
  ~CommaLocale() { setlocale(LC_ALL, "C"); }

  /// False where the machine has neither the locale nor what it is compiled from (Debian's package locales).
  bool set() const { return set_; }

 private:
  /// Compiles the locale into a folder of this process, as few machines have it ready.
  static bool Compiled() {
    static const TempDir folder = *TempDir::Create("octavo-locale");
    static const bool compiled = [] {
      const std::string command = "localedef --no-archive -i de_DE -f UTF-8 " + folder.path() + "/de_DE.UTF-8";
      return std::system(command.c_str()) == 0 && setenv("LOCPATH", folder.path().c_str(), 1) == 0;
    }();
    return compiled;
  }

  bool set_;
};

}  // namespace octavo::client

#endif  // OCTAVO_TESTS_UNIT_RENDER_COMMA_LOCALE_H_
