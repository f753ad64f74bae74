# Sourced in the root of the tree: the environment of the tests of preset asan-ubsan.
# LibTorch's libraries define the same variables more than once, by design of its build.
export ASAN_OPTIONS=detect_odr_violation=0:detect_stack_use_after_return=1:strict_string_checks=1:check_initialization_order=1
export LSAN_OPTIONS=suppressions=$PWD/tests/support/lsan.supp:print_suppressions=0
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
