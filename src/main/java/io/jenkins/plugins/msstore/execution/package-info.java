/**
 * One operation within one build: its credential, its log, its workspace, its artifacts, its end. Steps hand
 * their operation over to here.
 */
package io.jenkins.plugins.msstore.execution;
