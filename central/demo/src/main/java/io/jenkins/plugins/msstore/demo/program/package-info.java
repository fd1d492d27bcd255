/** The running script: continuations and variables, saved and restored at every step, and the steps it is waiting for. */
package io.jenkins.plugins.msstore.demo.program;
