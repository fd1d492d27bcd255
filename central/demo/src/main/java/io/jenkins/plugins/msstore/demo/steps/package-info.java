/** The basic steps of Pipeline, as far as the host brings them. */
package io.jenkins.plugins.msstore.demo.steps;
