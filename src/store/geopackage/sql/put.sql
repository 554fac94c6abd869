insert into "{table}" (geom{names}) values ($1{places});
