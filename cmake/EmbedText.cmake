# cmake -DOUT=FILE.cc -DHEADER=PATH -DNAMES=NAME;… -DFILES=FILE;… -P EmbedText.cmake
# Writes a source that defines each NAME, which HEADER declares in octavo::client, as the text of its FILE.
set(source "// Written by cmake/EmbedText.cmake.\n#include \"${HEADER}\"\n\nnamespace octavo::client {\n")
foreach(name file IN ZIP_LISTS NAMES FILES)
  file(READ ${file} text)
  string(APPEND source "\nconst absl::string_view ${name} = R\"octavo(${text})octavo\";\n")
endforeach()
string(APPEND source "\n}  // namespace octavo::client\n")
file(WRITE ${OUT} "${source}")
