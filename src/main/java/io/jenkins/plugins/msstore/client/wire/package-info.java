/**
 * The JSON of requests and answers, in which any field may be missing. Each record turns into a checked value of
 * {@code client.model}, or into an error that names what is missing or wrong.
 */
package io.jenkins.plugins.msstore.client.wire;
