/**
 * The fields of an operation's arguments as forms show them, for steps and build steps alike: checks while typing, what
 * drop-downs offer, defaults. The fragments of their views lie here as a Jelly tag library.
 */
package io.jenkins.plugins.msstore.fields;
