vacuum into ?1;
