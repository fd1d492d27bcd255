/** The basic steps of Pipeline that the host has. */
package io.jenkins.plugins.msstore.demo.steps;
