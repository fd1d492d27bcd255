/**
 * Stand-ins for the Credentials Binding plugin: the declarations that the plugin compiles against, and only as much behaviour as unit tests and the
 * demo host need. Not the real thing, and in no artifact that leaves this build.
 */
package org.jenkinsci.plugins.credentialsbinding.masking;
