/** Helpers that several forms share. */
package io.jenkins.plugins.msstore.forms;
