// What MuJoCo calls on an error or a warning, instead of what it does by default: on an error it
// prints a question, waits for a key on the standard input and ends the process; a warning it writes
// into a file in the current folder.
#pragma once

#include <mujoco/mujoco.h>

#include <stdexcept>

// From now on an error is an exception, which JavaCPP hands on to the Java caller, and the text of a
// warning is dropped: mjData counts the warnings of each simulation.
inline void installHandlers() {
  mju_user_error = [](const char* message) { throw std::runtime_error(message); };
  mju_user_warning = [](const char*) {};
}
