/** What the administrator sets for all builds of the controller. */
package io.jenkins.plugins.msstore.config;
