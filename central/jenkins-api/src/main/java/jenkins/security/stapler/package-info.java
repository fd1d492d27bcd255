/**
 * Stand-ins for Jenkins' annotations for Stapler: the declarations that the plugin compiles against, and only as much behaviour as unit tests and the
 * demo host need. Not the real thing, and in no artifact that leaves this build.
 */
package jenkins.security.stapler;
