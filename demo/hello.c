#include <stdio.h>
#include <sys/utsname.h>
#include <unistd.h>

int main(void) {
	struct utsname u;
	uname(&u);
	printf("Hello from an image that uid %d built without root, on %s %s.\n", getuid(), u.sysname, u.machine);
	return 0;
}
