# Targets octavo::torch (ATen and autograd) from a LibTorch folder with include/ and lib/, as in the PyPI wheel and in the
# official archive. The folder: -DOCTAVO_LIBTORCH=…, else $OCTAVO_LIBTORCH, else .deps/libtorch, where deploy/setup.sh puts it.
set(octavo_libtorch_help "Folder of LibTorch 2.13.0 (include/, lib/)")
# The cache keeps the first answer for ever. A variable that says something new since the last configuration replaces it, unless
# a -D of this very configuration has just replaced it.
if(NOT "$ENV{OCTAVO_LIBTORCH}" STREQUAL "" AND NOT "$ENV{OCTAVO_LIBTORCH}" STREQUAL "${OCTAVO_LIBTORCH_LAST_ENV}"
   AND (NOT OCTAVO_LIBTORCH OR OCTAVO_LIBTORCH STREQUAL "${OCTAVO_LIBTORCH_LAST}"))
  set(OCTAVO_LIBTORCH "$ENV{OCTAVO_LIBTORCH}" CACHE PATH "${octavo_libtorch_help}" FORCE)
endif()
if(NOT OCTAVO_LIBTORCH)
  set(OCTAVO_LIBTORCH ${CMAKE_SOURCE_DIR}/.deps/libtorch CACHE PATH "${octavo_libtorch_help}" FORCE)
endif()
set(OCTAVO_LIBTORCH "${OCTAVO_LIBTORCH}" CACHE PATH "${octavo_libtorch_help}")
set(OCTAVO_LIBTORCH_LAST "${OCTAVO_LIBTORCH}" CACHE INTERNAL "OCTAVO_LIBTORCH of the last configuration")
set(OCTAVO_LIBTORCH_LAST_ENV "$ENV{OCTAVO_LIBTORCH}" CACHE INTERNAL "Its environment variable")
if(NOT EXISTS ${OCTAVO_LIBTORCH}/lib/libtorch_cpu.so)
  message(FATAL_ERROR "No LibTorch at ${OCTAVO_LIBTORCH}. Run deploy/setup.sh, or set OCTAVO_LIBTORCH to a folder with "
                      "include/ and lib/ of LibTorch 2.13.0, or configure with -DOCTAVO_BUILD_RUNNER=OFF.")
endif()
# The header spells the version as three numbers, in this order.
file(STRINGS ${OCTAVO_LIBTORCH}/include/torch/headeronly/version.h octavo_torch_version
     REGEX "define TORCH_VERSION_(MAJOR|MINOR|PATCH) ")
string(REGEX REPLACE "#define TORCH_VERSION_[A-Z]+ ([0-9]+);?" "\\1." octavo_torch_version "${octavo_torch_version}")
string(REGEX MATCH "[0-9]+\\.[0-9]+\\.[0-9]+" OCTAVO_TORCH_VERSION "${octavo_torch_version}")

# Exactly one OpenMP runtime per process: the one LibTorch ships (the wheel names it libgomp.so.1 or libgomp-<hash>.so.1).
file(GLOB octavo_gomp ${OCTAVO_LIBTORCH}/lib/libgomp*.so*)
list(LENGTH octavo_gomp octavo_gomp_count)
if(NOT octavo_gomp_count EQUAL 1)
  message(FATAL_ERROR "Expected one libgomp in ${OCTAVO_LIBTORCH}/lib, found: ${octavo_gomp}")
endif()

add_library(octavo_torch INTERFACE)
target_include_directories(octavo_torch SYSTEM INTERFACE
  ${OCTAVO_LIBTORCH}/include ${OCTAVO_LIBTORCH}/include/torch/csrc/api/include)
# -fopenmp only compiles the pragmas: at::parallel_for is silently serial without it. The runtime is named below.
target_compile_options(octavo_torch INTERFACE -fopenmp)
# CMake itself adds the folder to the build tree's run path, and takes it out again on install.
target_link_options(octavo_torch INTERFACE -Wl,--no-as-needed)
target_link_libraries(octavo_torch INTERFACE
  ${OCTAVO_LIBTORCH}/lib/libtorch.so ${OCTAVO_LIBTORCH}/lib/libtorch_cpu.so ${OCTAVO_LIBTORCH}/lib/libc10.so ${octavo_gomp})
if(EXISTS ${OCTAVO_LIBTORCH}/lib/libtorch_cuda.so)
  target_link_libraries(octavo_torch INTERFACE ${OCTAVO_LIBTORCH}/lib/libtorch_cuda.so ${OCTAVO_LIBTORCH}/lib/libc10_cuda.so)
endif()
add_library(octavo::torch ALIAS octavo_torch)
