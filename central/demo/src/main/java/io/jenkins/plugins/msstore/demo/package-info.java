/** The demo host: runs a Pipeline script with the real steps of the plugin, without Jenkins. */
package io.jenkins.plugins.msstore.demo;
