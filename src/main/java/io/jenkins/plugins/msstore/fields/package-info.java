/**
 * The fields of operations in forms, for steps and build steps alike: checks, drop-down lists, defaults. The fragments
 * of their views are here as a Jelly tag library.
 */
package io.jenkins.plugins.msstore.fields;
