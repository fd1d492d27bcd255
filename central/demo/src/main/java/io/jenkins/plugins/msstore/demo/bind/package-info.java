/** Finds steps by name, and binds their arguments. */
package io.jenkins.plugins.msstore.demo.bind;
