/**
 * Requests to the content delivery network (CDN) that holds the packages' files: by signed URLs, never with a token of the
 * service. Nothing here shows a URL, not in an error either.
 */
package io.jenkins.plugins.msstore.client.cdn;
