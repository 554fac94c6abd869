vacuum into $1;
