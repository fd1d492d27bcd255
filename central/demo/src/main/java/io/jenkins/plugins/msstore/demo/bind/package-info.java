/** Finds steps by name. */
package io.jenkins.plugins.msstore.demo.bind;
