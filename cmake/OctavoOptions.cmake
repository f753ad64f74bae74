# Language level, warnings, sanitizers and output folders that every target shares.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

# ccache is used when it is there. The settings let a precompiled header hit and let two checkouts share entries.
find_program(OCTAVO_CCACHE ccache)
if(OCTAVO_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${OCTAVO_CCACHE})
endif()

add_library(octavo_flags INTERFACE)
target_include_directories(octavo_flags INTERFACE ${CMAKE_SOURCE_DIR})
set(octavo_shadow -Wshadow=local)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  set(octavo_shadow -Wthread-safety)
endif()
target_compile_options(octavo_flags INTERFACE -Wall -Wextra ${octavo_shadow} -Wno-unused-parameter
                                              -fno-omit-frame-pointer)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 at -O3 takes the inactive members of a std::variant that is moved for uninitialised ones (GCC PR 105593).
  target_compile_options(octavo_flags INTERFACE -Wno-maybe-uninitialized)
endif()
# Presets with CMAKE_UNITY_BUILD (release, ci, the sanitizers') compile several sources as one: headers, most of the work,
# are read once. Types of an anonymous namespace that a member of a class has are then in a file that others seem to
# include.
set(CMAKE_UNITY_BUILD_BATCH_SIZE 6)
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(octavo_flags INTERFACE -Wno-subobject-linkage)
endif()
if(OCTAVO_WERROR)
  target_compile_options(octavo_flags INTERFACE -Werror)
endif()
if(OCTAVO_SANITIZE)
  target_compile_options(octavo_flags INTERFACE -fsanitize=${OCTAVO_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(octavo_flags INTERFACE -fsanitize=${OCTAVO_SANITIZE})
endif()
if(OCTAVO_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "OCTAVO_FUZZ needs Clang, whose libFuzzer it is; other compilers run the corpora of tests/fuzz without it")
  endif()
  target_compile_options(octavo_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
