/** The one build that a host runs: its folder, log, environment and result. */
package io.jenkins.plugins.msstore.demo.build;
