/**
 * The part of the stand-ins that no Jenkins has: the entry points through which unit tests and the demo host start,
 * fill and watch them. The plugin itself never names this package.
 */
package io.jenkins.plugins.msstore.standin;
