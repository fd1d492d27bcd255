/** What belongs to no part of the plugin: files of lines. Knows no Jenkins type and no other package of the plugin. */
package io.jenkins.plugins.msstore.util;
