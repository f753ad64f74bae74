# octavo_library(NAME SRCS … HDRS … DEPS … PRIVATE_DEPS …)      alias octavo::NAME; headers only where SRCS is empty
# octavo_executable(NAME SRCS … DEPS …)                         into <build>/bin, dashes allowed in NAME
# octavo_test(NAME SRCS … DEPS … LABELS … TIMEOUT seconds)      GoogleTest with gtest_main, one CTest entry per binary
#
# Compiling the tests is most of a cold build. Their headers are precompiled once, and a release build spends no time on
# optimising them: what they test lies in libraries of its own.
include(GNUInstallDirs)

function(octavo_library name)
  cmake_parse_arguments(ARG "" "" "SRCS;HDRS;DEPS;PRIVATE_DEPS" ${ARGN})
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "octavo_library(${name}): unknown arguments ${ARG_UNPARSED_ARGUMENTS}")
  endif()
  if(ARG_SRCS)
    add_library(octavo_${name} STATIC ${ARG_SRCS} ${ARG_HDRS})
    target_link_libraries(octavo_${name} PUBLIC octavo_flags ${ARG_DEPS} PRIVATE ${ARG_PRIVATE_DEPS})
  else()
    add_library(octavo_${name} INTERFACE ${ARG_HDRS})
    target_link_libraries(octavo_${name} INTERFACE octavo_flags ${ARG_DEPS})
  endif()
  add_library(octavo::${name} ALIAS octavo_${name})
endfunction()

function(octavo_executable name)
  cmake_parse_arguments(ARG "" "" "SRCS;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SRCS})
  target_link_libraries(${name} PRIVATE octavo_flags ${ARG_DEPS})
endfunction()

function(octavo_test_options name)
  # -pthread: gRPC's package adds it, and a precompiled header is for one set of options.
  target_compile_options(${name} PRIVATE -pthread $<$<CONFIG:Release>:-O1>)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 at this -O1 takes a long std::string that is moved for its inline buffer (server_api_test); at -O2 and
    # above, and without optimisation, it does not, and the warnings stay.
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-Wno-array-bounds>
                                           $<$<CONFIG:Release>:-Wno-stringop-overread>)
  endif()
endfunction()

function(octavo_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SRCS;DEPS;LABELS" ${ARGN})
  if(NOT ARG_LABELS)
    set(ARG_LABELS unit)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 60)
  endif()
  if(OCTAVO_SANITIZE)
    math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 5")  # sanitizers slow code down by as much
  endif()
  add_executable(${name} ${ARG_SRCS})
  target_link_libraries(${name} PRIVATE octavo_flags ${ARG_DEPS} GTest::gmock GTest::gtest_main)
  octavo_test_options(${name})
  if(NOT "torch" IN_LIST ARG_LABELS)  # those are compiled for OpenMP, for which the header is another
    target_precompile_headers(${name} REUSE_FROM octavo_test_headers)
  endif()
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT}
    ENVIRONMENT "OCTAVO_SOURCE_DIR=${CMAKE_SOURCE_DIR};OCTAVO_BIN_DIR=${CMAKE_BINARY_DIR}/bin")
endfunction()
