/**
 * The errors of the client, by what a caller can do about them; every one knows its {@link
 * io.jenkins.plugins.msstore.client.error.WriteOutcome}.
 */
package io.jenkins.plugins.msstore.client.error;
