/**
 * One operation within one build: its credential, its log, its workspace, its artifacts, its end. Steps and build steps hand
 * their operation over to here.
 */
package io.jenkins.plugins.msstore.build;
