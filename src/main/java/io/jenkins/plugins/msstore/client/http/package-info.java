/**
 * One exchange with the service: encode, wait for a permit, send, classify, retry. Only here does an HTTP answer, or its
 * absence, become a typed error with a {@code WriteOutcome}.
 */
package io.jenkins.plugins.msstore.client.http;
