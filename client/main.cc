#include <string>
#include <vector>

#include "client/commands/cli.h"

int main(int argc, char** argv) { return octavo::client::RunCli(std::vector<std::string>(argv + 1, argv + argc)); }
