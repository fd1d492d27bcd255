/**
 * What belongs to no single part of the plugin: files of lines, text made safe for a log, errors of arguments. Knows no Jenkins
 * type and no other package of the plugin.
 */
package io.jenkins.plugins.msstore.util;
