#ifndef OCTAVO_WORKER_RUNNER_TEXT_UNICODE_H_
#define OCTAVO_WORKER_RUNNER_TEXT_UNICODE_H_

#include <string>
#include <string_view>

#include "absl/strings/string_view.h"

namespace octavo {

// Character properties as Hugging Face's Rust tokenizers see them: general categories of Unicode 8.0, decompositions of
// 9.0, white space and lower case of the current Unicode. A code point that was assigned later has no category and no
// decomposition here, whatever the installed ICU knows, so that ids agree with Python's on every Debian and
// Ubuntu. All functions are thread-safe.

/// White_Space: char::is_whitespace in Rust.
bool IsWhitespace(char32_t c);

/// What BERT's clean_text removes: NUL, U+FFFD, control, format and private-use characters, but not tab and line ends.
bool IsRemovedByCleaning(char32_t c);

/// ASCII punctuation (symbols such as $ and ^ included) or category P*.
bool IsBertPunctuation(char32_t c);

/// Category Mn.
bool IsNonspacingMark(char32_t c);

/// Category L* of Unicode 16: \p{L} of the regular expressions in Hugging Face's tokenizers.
bool IsLetter(char32_t c);

/// Category N* of Unicode 16.
bool IsNumber(char32_t c);

/// Category N* of Unicode 17: char::is_numeric in Rust.
bool IsNumeric(char32_t c);

/// Category M* of Unicode 9: what the normalizer StripAccents removes.
bool IsCombiningMark(char32_t c);

/// \w of Rust's regex crate: Alphabetic, M, Nd, Pc, Join_Control, of Unicode 16.
bool IsWordCharacter(char32_t c);

/// The ideograph ranges that BERT surrounds with spaces.
bool IsCjkIdeograph(char32_t c);

/// One-to-one lower case. The only exception of the full mapping, U+0130 (which becomes "i̇"), is the caller's.
char32_t ToLowerSimple(char32_t c);

/// Unicode's normalization forms (UAX 15), of Unicode 9.0.
enum class NormalForm { kNfc, kNfd, kNfkc, kNfkd };

/// Brings `text` into `form`, in place.
void NormalizeTo(NormalForm form, std::u32string& text);

/// Appends the code points of UTF-8 `text`; every maximal ill-formed part becomes one U+FFFD, as in Python's
/// bytes.decode(errors="replace").
void AppendUtf32(absl::string_view text, std::u32string& out);

/// `text` with every maximal ill-formed part as U+FFFD.
std::string ReplaceIllFormed(absl::string_view text);

/// Appends all of `text` as UTF-8. REQUIRES: scalar values.
void AppendUtf8(std::u32string_view text, std::string& out);

/// Whether `text` is UTF-8 throughout.
bool IsWellFormed(absl::string_view text);

/// Appends `c` as UTF-8. REQUIRES: `c` is a scalar value.
void AppendUtf8(char32_t c, std::string& out);

/// The first code point of UTF-8 `text` (U+FFFD where ill-formed); `bytes` gets its length. REQUIRES: `text` is not
/// empty.
char32_t FirstCharacter(absl::string_view text, size_t& bytes);

/// The last code point of UTF-8 `text` (U+FFFD where ill-formed); `bytes` gets its length. REQUIRES: `text` is not
/// empty.
char32_t LastCharacter(absl::string_view text, size_t& bytes);

/// `text` without white space at its ends (White_Space, so U+00A0 and U+3000 too).
absl::string_view TrimWhitespaceAtEnd(absl::string_view text);

/// The version of the ICU library that is loaded, "72.1": another may know other characters.
std::string UnicodeLibraryVersion();

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_UNICODE_H_
