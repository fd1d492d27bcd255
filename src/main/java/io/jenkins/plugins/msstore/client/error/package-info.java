/**
 * The errors of the client, by what a caller can do about them; each has a {@link
 * io.jenkins.plugins.msstore.client.error.WriteOutcome}.
 */
package io.jenkins.plugins.msstore.client.error;
