/* Export for the national public service portal. */
#pragma once

int tool_export(int argc, char **argv);
