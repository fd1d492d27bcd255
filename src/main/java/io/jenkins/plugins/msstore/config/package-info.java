/** The global configuration of the plugin. */
package io.jenkins.plugins.msstore.config;
