/**
 * One exchange with the service: encode, send, classify, repeat. Here, and nowhere else, HTTP turns into "done, certainly
 * not done, or unknown".
 */
package io.jenkins.plugins.msstore.client.http;
