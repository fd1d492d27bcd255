/**
 * Offline licenses: decodes the base64 of the service, verifies the document and renders the files for administrators.
 * Knows no Jenkins type.
 */
package io.jenkins.plugins.msstore.license;
