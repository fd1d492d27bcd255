/**
 * Requests to the content delivery network (CDN) that holds the packages' files: by signed URLs, never with a token of the
 * service. No log line, error or text form shows a URL.
 */
package io.jenkins.plugins.msstore.client.cdn;
