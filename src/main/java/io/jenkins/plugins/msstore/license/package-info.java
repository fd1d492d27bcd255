/**
 * Offline licenses, from the base64 that the service sends to the files that administrators need. Knows no Jenkins type.
 */
package io.jenkins.plugins.msstore.license;
