/** The arguments and results of the client: immutable, checked values that send nothing. */
package io.jenkins.plugins.msstore.client.model;
