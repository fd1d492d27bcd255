/**
 * The build steps of freestyle jobs: each binds the arguments of an operation, expands what is in them, waits for the
 * operation's end and archives its result.
 */
package io.jenkins.plugins.msstore.builders;
