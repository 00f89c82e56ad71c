/** A benchmark as the author of a plugin would write it. */
package com.example.tally;
