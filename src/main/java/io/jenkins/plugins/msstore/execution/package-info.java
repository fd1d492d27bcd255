/**
 * Executes one operation within one build: credential, log, workspace, artifacts, interruption, end. Steps hand their
 * operation over to this package.
 */
package io.jenkins.plugins.msstore.execution;
