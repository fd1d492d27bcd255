/** Finds steps by name and makes them, and whatever else is data-bound, from named values. */
package io.jenkins.plugins.msstore.demo.bind;
