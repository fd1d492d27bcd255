/**
 * Helpers of all packages: files of lines, text for logs and spreadsheets, errors of arguments. Knows no Jenkins type and
 * no other package of the plugin.
 */
package io.jenkins.plugins.msstore.util;
